"""``python -m tonecheck``."""

from tonecheck.frontends.cli import main

main(prog_name="tonecheck")
