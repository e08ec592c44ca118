"""Files that come with a form of a case: taken, and stored at once, since a page can not hold them until all of it is right."""

from admin.guard import case_row, visit
from engine.actions.add_files import add_files
from engine.actions.scene import Scene
from engine.fields import Form
from engine.store import attachments
from forms.decoder import Posted
from forms.uploads import Taken, take


def taken(posted: Posted, form: Form | None, typed: dict[str, list[str]], files: attachments.Files) -> Taken:
    """The files that came along with what was typed; `files` are those that are in the case already."""
    texts = {text for texts in typed.values() for text in texts}
    named = {id: kept.attachment for id, kept in files.items() if id in texts}
    return take(posted, form.questions() if form else (), typed, named)


def stored(scene: Scene, taken: Taken) -> dict[str, attachments.Kept]:
    """Stores them; raises NotPossible for a case that takes no more, or none of this person; Unavailable when nothing can be stored now."""
    here, row = visit(), case_row()
    sealed = [attachments.seal(scene.sealer, scene.org, file) for file in taken.files]
    if sealed:
        here.office.write(here.org, lambda session: add_files(session, scene, row.id, sealed, here.actor))
    return {file.kept.attachment.id: file.kept for file in sealed}
