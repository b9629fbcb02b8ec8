import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

try {
    def output = context.get('output')
    println output
    assert output.contains('who am i: known')
    assert output.contains('staged: Passed ContosoTrips 1.0.0.0')
    assert output.contains('imported: ContosoTrips progress 100')
    assert output.contains('installed: ContosoTrips 1.0.0.0 of contoso')
    assert output.contains('exported: ContosoTrips')
    assert output.contains('an unknown solution: 404 0x80040217')
    assert Zips.texts(new File(basedir, 'exported.zip')) == Zips.texts(new File(basedir, 'ContosoTrips.zip'))

    // what that client did is what this plugin sees
    def lines = new File(basedir, 'build.log').readLines()
    assert lines.any { it =~ /ContosoTrips .* 1\.0\.0\.0 .*unmanaged/ }
    assert lines.any { it.contains('import (first installation)') && it.contains('succeeded') }
} finally {
    context.get('local').close()
}
return true
