"""Of candidates: judged groups, whose answers relate as the model reads them and numbers and days let them."""
