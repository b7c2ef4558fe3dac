# Stands before argo-run.sh where whoever submits the workflow can set parameters of tasks. Ploomber's command
# line has no word for them, so the task runs from a copy of the pipeline file, beside it, that goes with the
# task. All pods get the same values.
#   SLUICE_TASK_PARAMETER_1 …  each `INDEX KEY=VALUE`: KEY of `params` of the task at INDEX, from 0; VALUE is YAML
change_parameters() {
  copy=$(
    python - "$entry" "${SLUICE_ENCODING-}" <<'PYTHON'
import os, sys, tempfile, urllib.parse
import yaml

path, encoding = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    specification = yaml.safe_load(file)
tasks = specification if isinstance(specification, list) else specification["tasks"]
for variable in sorted(os.environ):
    if not variable.startswith("SLUICE_TASK_PARAMETER_"):
        continue
    name, _, value = os.environ[variable].partition("=")
    index, key = name.split(" ", 1)
    if encoding == "percent":
        key = urllib.parse.unquote(key)
    task = tasks[int(index)] if int(index) < len(tasks) else {}
    if key not in (task.get("params") or {}):
        sys.exit(f"sluice: {path} has other tasks than it had when the workflow was written: no {key} in task {index}")
    try:
        value = yaml.safe_load(value)
    except yaml.YAMLError as error:
        sys.exit(f"sluice: the value of {key} is no YAML: {error}")
    # Another task may have the same mapping through an alias.
    task["params"] = {**task["params"], key: value}
# Ploomber looks for an env.yaml of the name between the first two dots.
stem = ".".join(os.path.basename(path).split(".")[:-1])
descriptor, copy = tempfile.mkstemp(prefix=f"{stem}.sluice-", suffix=".yaml", dir=os.path.dirname(path) or ".")
with os.fdopen(descriptor, "w", encoding="utf-8") as file:
    yaml.safe_dump(specification, file, sort_keys=False, allow_unicode=True)
print(os.path.relpath(copy))
PYTHON
  ) || fail "the parameters could not be set; the reason stands above"
  entry=$copy
}
