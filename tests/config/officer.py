"""A records officer at the running office: signs in, brings a ledger, looks."""

import re
import time
import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar

PATIENCE_SECONDS = 90
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Officer:
    """Somebody with a browser that keeps cookies and no more."""

    def __init__(self, address: str) -> None:
        self._address = address
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._browser = urllib.request.build_opener(jar)
        self.at = address

    def open(self, path: str) -> str:
        """Open a page and return it."""
        return self._ask(urllib.request.Request(self._url(path)))  # noqa: S310 - our own address

    def send(self, page: str, path: str, fields: dict[str, str]) -> str:
        """Send a form of a page and return the page it leads to."""
        found = TOKEN.search(page)
        assert found is not None, page
        form = {"csrfmiddlewaretoken": found[1], **fields}
        data = urllib.parse.urlencode(form).encode()
        return self._ask(urllib.request.Request(self._url(path), data))  # noqa: S310 - as above

    def bring(self, page: str, text: str) -> str:
        """Bring a ledger of public-records requests and return its report."""
        found = TOKEN.search(page)
        assert found is not None, page
        fields = {"csrfmiddlewaretoken": found[1], "kind": "disclosure"}
        fields["create_divisions"] = "on"
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
            for name, value in fields.items()
        ]
        parts.append(
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n{text}'
        )
        data = ("\r\n".join(parts) + f"\r\n--{mark}--\r\n").encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        asked = urllib.request.Request(self._url("import/"), data, kind)  # noqa: S310 - as above
        return self._ask(asked)

    def watch(self) -> str:
        """Read the page again until nothing more is to come."""
        until = time.monotonic() + PATIENCE_SECONDS
        page = self.open(self.at)
        while "data-live" in page:
            assert time.monotonic() < until, page
            time.sleep(0.2)
            page = self.open(self.at)
        return page

    def _ask(self, request: urllib.request.Request) -> str:
        with self._browser.open(request, timeout=PATIENCE_SECONDS) as answer:
            self.at = str(answer.url)
            return str(answer.read().decode())

    def _url(self, path: str) -> str:
        return urllib.parse.urljoin(self._address, path)
