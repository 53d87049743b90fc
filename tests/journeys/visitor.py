"""Somebody at the browser, and everything that goes wrong around them."""

from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    StorageState,
)

SIGN_IN = "/sign-in/"


@dataclass(slots=True)
class Site:
    """A served office.

    Attributes:
        logins: role → login.
        doors: role → the session of somebody who signed in before.
    """

    address: str
    env: dict[str, str]
    logins: dict[str, str]
    password: str
    doors: dict[str, StorageState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """How somebody looks at the site."""

    width: int = 1366
    height: int = 768
    scripts: bool = True


@dataclass
class Visitor:
    """Somebody at the browser.

    Attributes:
        faults: requests to other places, scripts that failed, refusals by the
            content security policy, answers that are server errors.
        expects_refusal: whether a 4xx answer is what the visit is about.
    """

    context: BrowserContext
    page: Page
    site: Site
    faults: list[str] = field(default_factory=list)
    expects_refusal: bool = False

    @classmethod
    def at(
        cls, browser: Browser, site: Site, window: Window, role: str = ""
    ) -> "Visitor":
        """Open a fresh profile, perhaps with a door that was opened before."""
        context = browser.new_context(
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            java_script_enabled=window.scripts,
            viewport={"width": window.width, "height": window.height},
            storage_state=site.doors.get(role),
        )
        context.set_default_timeout(15_000)
        visitor = cls(context, context.new_page(), site)
        context.on("request", visitor._on_request)
        context.on("response", visitor._on_response)
        context.on("console", visitor._on_console)
        context.on("weberror", lambda error: visitor.faults.append(str(error.error)))
        return visitor

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(self.site.address + path)
        return self.page

    def speak(self, language: str) -> None:
        """Have chosen a language by the switch in the header."""
        self.context.add_cookies(
            [{"name": "django_language", "value": language, "url": self.site.address}]
        )

    @property
    def path(self) -> str:
        """Where the visitor stands."""
        return self.page.url.removeprefix(self.site.address)

    def come_in_as(self, role: str) -> None:
        """Sign in, unless somebody of that role left the door open."""
        if role not in self.site.doors:
            self.sign_in(role)
            self.site.doors[role] = self.context.storage_state()

    def sign_in(self, role: str) -> Page:
        """Sign in at the form."""
        page = self.open(SIGN_IN)
        page.locator("input[name=username]").fill(self.site.logins[role])
        page.locator("input[name=password]").fill(self.site.password)
        with page.expect_navigation():
            page.locator("main button[type=submit]").click()
        return page

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site.address + "/", "data:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _on_response(self, response: Response) -> None:
        most = 500 if self.expects_refusal else 400
        if response.status >= most:
            self.faults.append(f"{response.status}: {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        is_answer = message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not is_answer:
            self.faults.append(f"console: {message.text}")
