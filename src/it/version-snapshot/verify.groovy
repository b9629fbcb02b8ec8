import io.github.dataversealm.solution.testkit.Zips

assert Zips.texts(new File(basedir, 'target/snapshot-1.4.2-SNAPSHOT.zip'))['solution.xml'].contains('<Version>1.4.2.42</Version>')
