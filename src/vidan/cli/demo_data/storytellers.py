"""Every column's own stories in the demo, by column. How to write one: `scene.py`."""

from vidan.cli.demo_data import dossiers, feedback, letters, people, procedures, steering, surveys
from vidan.cli.demo_data.scene import Storyteller

STORYTELLERS: dict[str, Storyteller] = {
    "dossiers": dossiers.tell,
    "feedback": feedback.tell,
    "letters": letters.tell,
    "people": people.tell,
    "procedures": procedures.tell,
    "steering": steering.tell,
    "surveys": surveys.tell,
}
