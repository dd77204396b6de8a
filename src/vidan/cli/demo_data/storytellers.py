"""Every column's own stories in the demo, by column. How to write one: `scene.py`."""

from vidan.cli.demo_data import people, surveys
from vidan.cli.demo_data.scene import Storyteller

STORYTELLERS: dict[str, Storyteller] = {
    "people": people.tell,
    "surveys": surveys.tell,
}
