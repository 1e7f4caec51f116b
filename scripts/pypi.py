"""Tools that other people wrote, from PyPI, for scripts that check what we make with them."""
import os
import pathlib
import subprocess
import sys
import venv


def enter(name, tools):
    """Go on in a virtual environment with these tools, below .build, made at first use. Exit 69 if they cannot be had."""
    home = pathlib.Path(__file__).parent.parent / ".build" / name
    python = home / "bin" / "python3"
    if pathlib.Path(sys.prefix) == home.resolve():
        return home / "bin"
    ready = home / "ready"
    if not ready.exists() or ready.read_text() != "\n".join(tools):
        venv.create(home, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *tools]
        if subprocess.run(pip).returncode != 0:
            sys.exit(69)
        ready.write_text("\n".join(tools))
    os.execv(python, [python, *sys.argv])
