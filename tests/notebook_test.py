#!/usr/bin/env python3
"""Runs a notebook's cells and compares what they print and show with what stands in it.  usage: notebook_test.py NOTEBOOK [--write]

Jupyter is not needed: a cell's code runs in one namespace, its last expression is shown as HTML where it can be, else by repr."""
import ast, contextlib, io, json, os, pathlib, sys

path = pathlib.Path(sys.argv[1]).resolve()
notebook = json.loads(path.read_text())
os.chdir(path.parent.parent)
namespace, wrong, ran = {"__name__": "__main__"}, [], 0


def outputs_of(code, count):
    tree, printed, outputs = ast.parse(code), io.StringIO(), []
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, path.name, "exec"), namespace)
        shown = eval(compile(ast.Expression(last.value), path.name, "eval"), namespace) if last else None
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue().splitlines(keepends=True)})
    if shown is not None:
        data = {"text/plain": repr(shown).splitlines(keepends=True)}
        if hasattr(shown, "_repr_html_"):
            data = {"text/html": shown._repr_html_().splitlines(keepends=True), "text/plain": [f"<{type(shown).__name__}>"]}
        outputs.append({"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
    return outputs


for cell in notebook["cells"]:
    if cell["cell_type"] != "code":
        continue
    ran += 1
    outputs = outputs_of("".join(cell["source"]), ran)
    if outputs != cell["outputs"]:
        wrong.append(f"cell {ran} gives\n{json.dumps(outputs, indent=1)[:1500]}\nand not\n{json.dumps(cell['outputs'], indent=1)[:1500]}")
    cell["outputs"], cell["execution_count"] = outputs, ran
if "--write" in sys.argv:
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
elif wrong or not ran:
    sys.exit("\n".join(wrong) or "no cell has code")
print(f"{path.name}: {ran} cells")
