"""The one list of acts that have a page of their own."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.acts import add_note, assign, log_contact, split, withdraw
from desk.acts.act import Act

ACT_PAGES: Mapping[str, Act] = MappingProxyType(
    {
        module.ACT.code: module.ACT
        for module in (assign, split, withdraw, add_note, log_contact)
    }
)
