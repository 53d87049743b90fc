"""Words several forms of acts share."""

from django.utils.translation import gettext_lazy as _

DAY_HINT = _("For example 2020-09-01 or R2.9.1.")
