"""Every column's own stories in the demo, by column. How to write one: `scene.py`."""

from vidan.cli.demo_data import feedback, letters, people, procedures, steering, surveys
from vidan.cli.demo_data.scene import Storyteller

STORYTELLERS: dict[str, Storyteller] = {
    "feedback": feedback.tell,
    "letters": letters.tell,
    "people": people.tell,
    "procedures": procedures.tell,
    "steering": steering.tell,
    "surveys": surveys.tell,
}
