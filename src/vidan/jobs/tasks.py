"""The one door to the task queue: part of Django from version 6 on, a package of its own before."""

from typing import Any

import django
from django.utils.module_loading import import_string

task: Any = import_string("django.tasks.task" if django.VERSION >= (6, 0) else "django_tasks.task")
