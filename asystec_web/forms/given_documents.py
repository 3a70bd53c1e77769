"""What people hand over to show their last numbers: files, names of files, a text."""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from asystec_web.errors import InvalidForm
from asystec_web.forms.form import controls
from asystec_web.forms.invoice import MESSAGE_MAXIMUM

FILES_MAXIMUM: Final = 2000
NAME_MAXIMUM: Final = 255
HEAD_BYTES: Final = 8 * 1024
TEXT_MAXIMUM: Final = 128 * 1024


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A name, and the beginning of the content where the name did not say enough."""

    name: str
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class GivenDocuments:
    """One message of the page's script; a choice of many files takes several.

    Attributes:
        batch: The same for all messages of one choice.
        is_last: Whether no more of it follows.
    """

    batch: str
    is_last: bool
    files: Sequence[GivenFile]
    text: str

    @classmethod
    def from_message(cls, sent: str) -> "GivenDocuments":
        """Read the script's JSON.

        Raises:
            InvalidForm: There is nothing in it, or too much.
        """
        try:
            given = controls(json.loads(sent[:MESSAGE_MAXIMUM]))
        except (ValueError, RecursionError):
            given = controls(None)
        text, files = given.get("text"), given.get("files")
        text = text if isinstance(text, str) else ""
        files = files if isinstance(files, list) else []
        if len(text) > TEXT_MAXIMUM:
            raise InvalidForm({"pasted": "pasted.too_long"})
        if len(files) > FILES_MAXIMUM:
            raise InvalidForm({"documents": "given_files.too_many"})
        read = tuple(_file(controls(each)) for each in files)
        if not read and not text.strip():
            field = "documents" if "files" in given else "pasted"
            code = "given_files.none" if "files" in given else "pasted.empty"
            raise InvalidForm({field: code})
        batch = given.get("batch")
        return cls(
            batch[:NAME_MAXIMUM] if isinstance(batch, str) else "",
            given.get("last") is not False,
            read,
            text,
        )


def _file(given: Mapping[str, object]) -> GivenFile:
    name, head = given.get("name"), given.get("head")
    encoded = head[: HEAD_BYTES * 4 // 3 + 4] if isinstance(head, str) else ""
    try:
        content = b64decode(encoded, validate=True)
    except (NotBase64, ValueError):
        content = b""
    return GivenFile(name[:NAME_MAXIMUM] if isinstance(name, str) else "", content)
