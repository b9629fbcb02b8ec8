import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)

// a version that is too low: what needs it, what for, how it came, what to write
assert log.has('com.contoso.errors:base:1.0.0 (ContosoBase 1.0.0.0) is too low: com.contoso.errors:app:1.4.2 (ContosoApp 1.4.2.0) needs ContosoBase 1.2.0.0 or higher:' +
    " choice 'ctr_contosobase', needed by choice 'ctr_contosoapp'.")
assert log.has('It comes by com.contoso.errors:app -> com.contoso.errors:base:1.0.0.')
assert log.has('<version>1.2.0</version>')

// not declared, with the artifact of <solutionNames>; not needed; what <solutionNames> calls platform is neither
assert log.has("ContosoApp needs ContosoOther 1.0.0.0, and no dependency brings it: choice 'ctr_contosoother', needed by choice 'ctr_contosoapp'.")
assert log.has('<artifactId>other</artifactId>')
assert log.has('The dependency com.contoso.errors:extra:1.0.0 (ContosoExtra 1.0.0.0) is declared, and nothing in ContosoApp needs it.')
assert log.hasNot('needs PartnerApp')
assert log.count('The dependencies do not agree with what the package needs:') == 2 : 'too low, and not declared with fail'

// the plan: the tree, what is missing, what to type
[
    'com.contoso.errors:app:1.4.2: ContosoApp 1.4.2.0, not installed',
    '+- com.contoso.errors:base:1.2.0, chosen from [1.0,2.0): ContosoBase 1.2.0.0, not installed',
    '|  \\- com.contoso.errors:core:1.1.0: ContosoCore 1.1.0.0, not installed',
    '\\- com.contoso.errors:extra:1.0.0: ContosoExtra 1.0.0.0, not installed',
    '\\- com.contoso.errors:core:1.0.0 (omitted for 1.1.0)',
].each { assert log.has(it) }
assert log.has('The import would fail: local: what has to be there first')

// an import into an environment that lacks them: refused, and nothing happens
assert log.has('com.contoso.errors:core:1.1.0 (ContosoCore 1.1.0.0), needed by ContosoApp: not installed')
assert log.has('-Dsolution.artifact=com.contoso.errors:core:1.1.0,com.contoso.errors:base:1.2.0,com.contoso.errors:extra:1.0.0 -Denv=local')
assert log.has('Nothing was changed.')

// along with them, in order; the service refuses what is not declared, and its artifact is named
assert log.has('Importing ContosoCore 1.1.0.0 (managed), ContosoBase 1.2.0.0 (managed), ContosoExtra 1.0.0.0 (managed), ContosoApp 1.4.2.0 (managed) into local')
assert log.count('[local] ContosoCore 1.1.0.0 (managed): install.') == 1
assert log.has('com.contoso.errors:other (ContosoOther 1.0.0.0 or higher): 1 component')
assert log.has('Import it first: mvn solution:import -Dsolution.artifact=com.contoso.errors:other:<version> -Denv=local')

// the rest: what is there is not imported again
['ContosoCore 1.1.0.0', 'ContosoBase 1.2.0.0', 'ContosoExtra 1.0.0.0'].each {
    assert log.count("$it (managed): skip. Version ${it.split(' ')[1]} is installed, which is enough.") == 1
}
assert log.count('ContosoOther 1.0.0.0: installed in') == 1
assert log.count('ContosoApp 1.4.2.0: installed in') == 2 : 'in local, and in local-demo'

// and planned: there is nothing left to do
assert log.has('com.contoso.errors:app:1.4.2: ContosoApp 1.4.2.0, installed 1.4.2.0')
assert log.has('[local] ContosoApp 1.4.2.0 (managed): skip.')

// a local environment takes for present what nobody can import, when it is told to
assert log.has('To take what is missing for present: -Dsolution.assumeDependencies=true')
assert log.has('into local-demo')
assert log.hasNoStackTrace()
return true
