def log = new File(basedir, "build.log").text
assert log.contains("Critical pkg-root-component-undefined (will not import)")
assert log.contains("To mend it: Bring the component")
assert log.contains("The check of Fixture failed")
assert log =~ /baseline: mvn io\.github\.dataversealm:solution-maven-plugin:\S+:check -Dsolution\.updateBaseline=true/
assert log =~ /mvn io\.github\.dataversealm:solution-maven-plugin:\S+:check "?-Dsolution\.zipFile=\S+Bad\.zip/
assert !log.contains("mvn solution:") : 'no pom, no plugin group: the prefix would not work here'
assert log.contains("Baseline: dataverse-check-baseline.json")
assert new File(basedir, "dataverse-check-baseline.json").text.contains("pkg-root-component-undefined")
assert new File(basedir, "target/solution/check.sarif").text.contains('"pkg-root-component-undefined"')
assert new File(basedir, "target/solution/check.html").isFile()
assert new File(basedir, "target/solution/check.json").isFile()
assert new File(basedir, "target/surefire-reports/TEST-solution-check-Fixture.pkg.xml").isFile()
assert log.count("An environment would refuse it; nothing was sent.") == 1
assert log.contains("PROBLEM: The service refuses the zip; nothing was changed.")

assert log.contains("Uploading Scripted.zip to Microsoft's checker service (local environment, 127.0.0.1:")
assert log.contains("Microsoft's checker service: 1 finding (run ")
assert new File(basedir, "target/service/check.json").text.contains('"web-avoid-eval"')
assert log.contains("There is no rule set 'AppSource'.")
assert log.contains("This run does not count for the solution checker enforcement of Managed Environments, because it runs single rules")
assert log.contains("There is no geography 'Atlantis'.")
assert log.contains("The built-in local environment has no credentials for https://europe.api.advisor.powerapps.com.")
assert log.contains("Microsoft's checker service (local environment) fetches the zip from contoso.test.")
assert log.contains("The local environment reads only files that were uploaded to it.")
assert log.contains("The checker service is asked for, and no environment is chosen")
def trace = new File(basedir, "target/solution/trace.log").text
assert trace.contains("/api/upload?api-version=1.0 200")
assert trace.contains("?sv=...&sr=...&sig=...")

// the library that evaluates the schema works in Maven with what the plugin has of it, and logs nothing
assert log.contains("Definitions.Trip.maximum: must be a number, and is a string.")
assert !log.contains("NoClassDefFoundError")
assert !log.contains("SLF4J")
assert !log.contains("networknt")
return true
