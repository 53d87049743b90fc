"""The one list of acts that have a page of their own."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.acts.act import Act

ACT_PAGES: Mapping[str, Act] = MappingProxyType({})
