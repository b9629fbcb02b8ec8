import io.github.dataversealm.solution.testkit.ChoiceSolution

new ChoiceSolution('ContosoBase', '1.0.0.0').writeSources(new File(basedir, 'base/src/main/solution'))
new ChoiceSolution('ContosoExtension', '1.0.0.0').needs('ctr_contosobase', 'ContosoBase (1.4.2.0)')
    .writeSources(new File(basedir, 'extension/src/main/solution'))
new ChoiceSolution('ContosoAddon', '1.0.0.0').needs('ctr_contosoextension', 'ContosoExtension (1.4.2.0)')
    .writeSources(new File(basedir, 'addon/src/main/solution'))
return true
