import io.github.dataversealm.solution.testkit.Zips

def installed(String artifact, String suffix) {
    new File(localRepositoryPath, "com/contoso/${artifact}/1.4.2/${artifact}-1.4.2${suffix}")
}
def managed(File zip) {
    Zips.texts(zip)['solution.xml'].contains('<Managed>1</Managed>')
}
def version(File zip) {
    (Zips.texts(zip)['solution.xml'] =~ '<Version>(.*)</Version>')[0][1]
}

// a managed solution alone
assert new File(basedir, 'managed/target/managed-1.4.2_managed.zip').isFile()
assert managed(installed('managed', '.zip'))
assert !installed('managed', '-managed.zip').exists()
assert !installed('managed', '-unmanaged.zip').exists()

// both: the managed one is the main artifact
assert new File(basedir, 'both/target/both-1.4.2.zip').isFile()
assert new File(basedir, 'both/target/both-1.4.2_managed.zip').isFile()
assert managed(installed('both', '.zip'))
assert !managed(installed('both', '-unmanaged.zip'))
assert version(installed('both', '.zip')) == '1.4.2.0'
assert version(installed('both', '-unmanaged.zip')) == '1.4.2.0'

// another packaging: its main artifact is its own affair, and so is the version of the solution
assert managed(installed('other-packaging', '-managed.zip'))
assert !managed(installed('other-packaging', '-unmanaged.zip'))
assert version(installed('other-packaging', '-managed.zip')) == '1.0.0.0'
assert !installed('other-packaging', '.zip').exists()

// what is deployed is what is installed
def deployed(String artifact, String suffix) {
    new File(basedir, "company repository/com/contoso/${artifact}/1.4.2/${artifact}-1.4.2${suffix}")
}
[['managed', '.zip'], ['both', '.zip'], ['both', '-unmanaged.zip'], ['other-packaging', '-managed.zip'], ['other-packaging', '-unmanaged.zip']].each {
    assert deployed(*it).bytes == installed(*it).bytes
}
assert deployed('both', '.pom').isFile()
assert !deployed('managed', '-managed.zip').exists()
