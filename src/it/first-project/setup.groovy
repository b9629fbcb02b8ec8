// a file of decisions about the check, beside the components; the sample itself, which other builds copy, has none
new File(basedir, 'src/main/solution/WebResources/ctr_/dataverse-check-suppressions.json').setText('''{"suppressions": [
  {"rule": "web-avoid-eval", "file": "trip/*.js", "reason": "nothing does that any more"}
]}
''', 'UTF-8')
