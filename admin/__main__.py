"""The command `mallverk`: the engine's commands, and `serve`, which needs both applications."""

import logging

import click

import admin
import forms
from admin.serve import combined, serve
from engine.commands import main
from engine.commands.installation import open_office, settings_from_environment
from engine.delivery.smtp import sender_from
from engine.store.keys import Keyring
from engine.worker import Worker


@main.command("serve", epilog="Example:  mallverk init && mallverk serve")
def serve_command() -> None:
    """Serve the public and the signed-in side, with a worker beside them, until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    settings = settings_from_environment()
    with open_office(settings, exclusive=True) as office:
        secret = Keyring.read(settings.key_file).derive("web")
        application = combined(forms.create_app(office, settings, secret=secret), admin.create_app(office, settings, secret=secret))
        worker = Worker(office, sender_from(settings))
        code = serve(application, settings, background=[worker.run], ready=lambda port: click.echo(f"Ready: {settings.base_url}/"))
    raise SystemExit(code)


if __name__ == "__main__":
    main()
