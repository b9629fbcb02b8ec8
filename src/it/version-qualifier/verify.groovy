import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

def log = BuildLog.of(basedir)
assert log.count('BUILD FAILURE') == 1
assert log.has("The project version '2.0-beta-1' cannot become the version of a solution")
assert log.has('or set the solution\'s version by itself: -Dsolution.solutionVersion=1.4.2.0')
assert log.hasNoStackTrace()
assert Zips.texts(new File(basedir, 'target/qualifier-2.0-beta-1.zip'))['solution.xml'].contains('<Version>2.0.0.7</Version>')
