"""What the guide shows of R is run, where R has the libraries."""

import pathlib
import re
import shutil
import subprocess

import pytest

import dateline

PAGE = pathlib.Path(__file__).parents[3] / "docs" / "src" / "elsewhere.md"
SNIPPETS = re.findall(r"```r\n(.*?)```", PAGE.read_text(), re.DOTALL)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_r_reads_what_a_store_holds(reader, tmp_path, snippet):
    rscript = shutil.which("Rscript")
    if not rscript:
        pytest.skip("R is not here")
    for library in re.findall(r"library\((\w+)\)|(\w+)::", snippet):
        asked = f"quit(status = !requireNamespace('{''.join(library)}', quietly = TRUE))"
        if subprocess.run([rscript, "-e", asked], capture_output=True).returncode:
            pytest.skip(f"R has no {''.join(library)}")
    store = dateline.open(tmp_path / "news.dateline", write=True)
    store.add(reader.read_many(["Police arrested six protesters in Tunis.", "Iran accused Sweden of spying."]))
    store.table("events").to_pandas().to_parquet(tmp_path / "events.parquet")
    said = subprocess.run([rscript, "-e", snippet], cwd=tmp_path, capture_output=True, text=True)
    assert said.returncode == 0 and "COERCE" in said.stdout and "ACCUSE" in said.stdout, said.stderr
