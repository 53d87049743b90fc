"""Find a Chromium for the browser tests, or have the package manager bring one."""

import os
import shutil
import subprocess

CHROMIUM = "HIROBA_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = {"browser": "chromium", "font": "fonts-noto-cjk"}
MISSING = (
    "No Chromium was found. Install one with: sudo apt-get install chromium "
    "fonts-noto-cjk, name one in HIROBA_CHROMIUM, or leave the browser out with: "
    "./hiroba test --without-browser."
)


class NoChromium(RuntimeError):
    """There is no browser; the message says what to do."""


def find() -> str | None:
    """Return the path of a browser, the one named in HIROBA_CHROMIUM first."""
    named = os.environ.get(CHROMIUM)
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def path() -> str:
    """Return the path of a browser.

    Raises:
        NoChromium: There is none.
    """
    found = find()
    if found is None:
        raise NoChromium(MISSING)
    return found


def require() -> str:
    """Return the path of a browser that can draw Japanese; root installs both.

    Raises:
        NoChromium: There is none and none could be installed.
    """
    wanted = [PACKAGES["browser"]] if find() is None else []
    wanted += [] if _draws_japanese() else [PACKAGES["font"]]
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(wanted)
    return path()


def _draws_japanese() -> bool:
    """Tell whether a font with Japanese stands; unknown counts as yes."""
    lister = shutil.which("fc-list")
    if lister is None:
        return find() is not None
    listed = subprocess.run(
        [lister, ":lang=ja"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


def _install(packages: list[str]) -> None:
    print(f"Installing {' and '.join(packages)} with apt-get …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update"],
        ["install", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            ["apt-get", "-q", *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            message = f"{MISSING}\napt-get said: {done.stderr.strip()[-500:]}"
            raise NoChromium(message)
