"""The last numbers, taken from documents that the person hands over."""

from asystec_web.errors import InvalidForm, StepNotOpen
from asystec_web.flow.steps import Step
from asystec_web.forms.given_documents import FILES_MAXIMUM, GivenDocuments
from asystec_web.forms.invoice import MESSAGE_MAXIMUM
from asystec_web.forms.types.cedula import Cedula
from asystec_web.services.given_numbers import Understood, understand
from asystec_web.state.handlers import Events, as_text, attempt
from asystec_web.state.number_words import of_files
from asystec_web.state.numbering import OWN, Numbering


class NumberFiles(Numbering, mixin=True):
    """What was made of files and texts; they themselves are not kept."""

    files_note: str = ""
    files_taken: bool = False
    _batch: str = ""
    _understood: Understood = Understood()

    @attempt
    async def read_documents(self, sent: str) -> Events:
        """Take the numbers from some files, their names, or a text."""
        answers = await self._answers(Step.CONSECUTIVES)
        if answers.business is None:
            raise StepNotOpen
        own = Cedula(answers.business.id_kind, answers.business.id_number)
        given = GivenDocuments.from_message(as_text(sent, MESSAGE_MAXIMUM))
        read = await understand(given, own)
        async with self:
            self._take_way("before")
            whole = Understood()
            if given.batch and given.batch == self._batch:
                whole.add(self._understood)
            whole.add(read)
            if given.files and whole.given > FILES_MAXIMUM:
                self._end_choice()
                raise InvalidForm({"documents": "given_files.too_many"})
            self._batch, self._understood = given.batch, whole
            if not given.is_last:
                return
            self._end_choice()
            self.files_taken = whole.own > 0
            self.files_note = (
                of_files(whole, "archivo" if given.files else "número")
                if whole.given
                else ""
            )
            if whole.own:
                known = self._tallies.get(OWN)
                tallies = [known, whole.tally] if known else [whole.tally]
                self._learn(OWN, whole.tally.of_all(tallies))
        if not whole.own:
            raise InvalidForm(_refusal(whole, by_file=bool(given.files)))

    def _end_choice(self) -> None:
        self._batch, self._understood = "", Understood()

    def _forget_files(self) -> None:
        self.files_note = ""
        self.files_taken = False
        self._end_choice()


def _refusal(whole: Understood, *, by_file: bool) -> dict[str, str]:
    if by_file:
        if whole.received:
            return {"documents": "given_files.received"}
        packed = "given_files.packed" if whole.packed else ""
        return {"documents": packed or "given_files.not_understood"}
    return {"pasted": "pasted.received" if whole.received else "pasted.not_understood"}
