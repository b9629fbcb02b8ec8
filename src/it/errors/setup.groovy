import io.github.dataversealm.solution.testkit.SampleSolution

new File(basedir, 'no-zip/no-zip.zip').text = 'This is a text.'
SampleSolution.copyTo(new File(basedir, 'elsewhere')).packTo(new File(basedir, 'other-type/trips.zip'))
['unknown-type', 'later-layout', 'no-time'].each { SampleSolution.copyTo(new File(basedir, "$it/src/main/solution")) }
SampleSolution.copyTo(new File(basedir, 'bad-xml/src/main/solution'))
    .replace('Roles/Trip Requester.xml', '</Role>', '</Rule>')
SampleSolution.copyTo(new File(basedir, 'missing-component/src/main/solution'))
new File(basedir, 'missing-component/src/main/solution/OptionSets/ctr_tripstatus.xml').delete()
SampleSolution.copyTo(new File(basedir, 'unsound/src/main/solution'))
    .replace('Entities/ctr_Trip/Entity.xml', 'PrimaryName|', '')
return true
