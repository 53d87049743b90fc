"""The OpenAPI document: how one signs in, and that nothing is answered unsaid."""

from typing import Any, ClassVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension

# a refusal and an act may tell more than every one of them does
OPEN = frozenset({"Problem", "Done"})


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """`Authorization: Bearer …`."""

    target_class = "desk.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return how the document names it."""
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """The session of the pages."""

    target_class = "desk.api.authentication.SessionAuthentication"
    name = "session"
    cookie: ClassVar = "hiroba_session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return how the document names it."""
        return {"type": "apiKey", "in": "cookie", "name": self.cookie}


def close_objects(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Say of every answer that it holds what is named and nothing else."""
    for name, shape in result["components"]["schemas"].items():
        if name not in OPEN and "properties" in shape:
            shape["additionalProperties"] = False
        for field in shape.get("properties", {}).values():
            # a key of the generator's own
            field.pop("x-spec-enum-id", None)
    return result
