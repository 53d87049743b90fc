"""Who asks, by the codes of the ledger (請求者区分)."""

from django.utils.translation import gettext_lazy as _

CATEGORIES = {
    "resident": _("Resident of the city"),
    "worker_student": _("Works or studies in the city"),
    "corporation": _("Corporation or group in the city"),
    "outside_resident": _("Resident elsewhere"),
    "outside_corporation": _("Corporation or group elsewhere"),
    "press": _("Press"),
    "assembly_member": _("Member of the assembly"),
    "unknown": _("Not stated"),
}
