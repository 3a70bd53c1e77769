"""A mailbox as a real server: SMTP comes in, a page and a list show it."""

from asystec_web.simulators.mail.app import MailSimulator

__all__ = ["MailSimulator"]
