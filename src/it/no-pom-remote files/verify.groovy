import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

def folder = new File(basedir, context['folder'])
def log = BuildLog.of(basedir)
def lines = new File(basedir, 'build.log').readLines()

// settings and set-version in files: nothing connects to anything
def settings = new File(folder, 'the settings.json').text
assert settings.contains('shared-office365-trips') : 'what was filled in stays'
assert settings.contains('ctr_ApproverMail')
assert new File(folder, 'the sources/Other/Solution.xml').text.contains('<Version>1.2</Version>')

// import, set-version, export, list, history
assert log.has('ContosoTrips 1.0.0.0 (unmanaged): install. ContosoTrips is not installed.')
def before = context['before']
def after = Zips.texts(new File(folder, 'my trips.zip'))
assert after.keySet() == before.keySet()
assert after['solution.xml'].contains('<Version>1.1.0.0</Version>')
assert lines.any { it =~ /^\[INFO\] ContosoTrips .* 1\.1\.0\.0 +unmanaged/ }
assert lines.any { it.contains('import (first installation)') && it.contains('succeeded') }
assert lines.any { it =~ /ContosoTrips .*export +.*succeeded/ }
assert new File(folder, 'my environment/store.mv').isFile()
assert !new File(basedir, '.dataverse').exists()
assert log.hasNoStackTrace()
return true
