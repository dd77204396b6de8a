"""Every column's own stories in the demo, by column. How to write one: `scene.py`."""

from vidan.cli.demo_data import letters, people, procedures, surveys
from vidan.cli.demo_data.scene import Storyteller

STORYTELLERS: dict[str, Storyteller] = {
    "letters": letters.tell,
    "people": people.tell,
    "procedures": procedures.tell,
    "surveys": surveys.tell,
}
