assert new File(basedir, 'from settings/settings-property-1.4.2.zip').isFile()
assert new File(basedir, 'typed/settings-property-1.4.2.zip').isFile() : 'the command line wins over settings.xml'
assert !new File(basedir, 'target/settings-property-1.4.2.zip').exists()
