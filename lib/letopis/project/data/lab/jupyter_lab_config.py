"""JupyterLab as `make lab` opens it: on the first notebook, with nothing from a network.

Reading leaves no trace: what is saved has no times and versions of this machine.
"""

import os
import warnings
from pathlib import Path

from letopis.project.run import clean_before_saving

FIRST = "notebooks/00_sources.ipynb"

c = get_config()  # noqa: F821, given by Jupyter
warnings.filterwarnings("ignore", "Overriding existing pre_save_hook")  # Jupyter sets it twice
c.ContentsManager.pre_save_hook = clean_before_saving
c.ServerApp.root_dir = os.getcwd()
c.ServerApp.allow_root = hasattr(os, "geteuid") and os.geteuid() == 0
c.KernelManager.transport_encryption = "auto"
c.LabApp.default_url = f"/lab/tree/{FIRST}"
c.LabApp.app_settings_dir = str(Path(__file__).parent)  # Markdown opens as it reads
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
