"""The acts on a draft, from its submission to the decision."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.acts import approve, concur, decide, draft, send_back, take_back
from desk.acts.act import Act

DRAFT_ACTS: Mapping[str, Act] = MappingProxyType(
    {
        module.ACT.code: module.ACT
        for module in (draft, decide, concur, approve, send_back, take_back)
    }
)
