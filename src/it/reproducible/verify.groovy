import io.github.dataversealm.solution.testkit.Zips
import java.time.LocalDateTime

def tokyo = new File(basedir, 'tokyo/reproducible-1.4.2.zip')
assert tokyo.bytes == new File(basedir, 'new-york/reproducible-1.4.2.zip').bytes
assert Zips.times(tokyo) == [LocalDateTime.parse('2026-11-23T10:15:30')] as Set
