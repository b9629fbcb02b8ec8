def log = new File(basedir, "build.log").text
assert log.contains("Critical pkg-root-component-undefined (will not import)")
assert log.contains("To mend it: Bring the component")
assert log.contains("The check of Fixture failed")
assert log.contains("Baseline: dataverse-check-baseline.json")
assert new File(basedir, "dataverse-check-baseline.json").text.contains("pkg-root-component-undefined")
assert new File(basedir, "target/solution/check.sarif").text.contains('"pkg-root-component-undefined"')
assert new File(basedir, "target/solution/check.html").isFile()
assert new File(basedir, "target/solution/check.json").isFile()
assert new File(basedir, "target/surefire-reports/TEST-solution-check-Fixture.pkg.xml").isFile()
assert log.count("An environment would refuse it; nothing was sent.") == 1
assert log.contains("PROBLEM: The service refuses the zip; nothing was changed.")
return true
