// Rows of grids.
function f(c) {
    "use strict";
    var grid = getGrid();
    var rows = grid.getRows();
    var selected = getGrid().getSelectedRows();
    rows.forEach(function (row, i) { row.getData(); other.getData(); });
    selected.forEach(r => r.getData());
    var one = rows.get(0);
    one.getData();
    var two = rows[0];
    two.getData();
    rows[1].getData();
    rows[i].getData();
    rows.get(2).getData().getEntity();
    c.getGrid().getRows().get(0).getData();
    for (k in rows) { k.getData(); }
    for (var v in rows) { v.getData(); }
    var get = rows.get;
    get(0).getData();
    var x = getRows().get(1);
    x.getData();
    var g2 = c.getGrid();
    var r2 = g2.getRows();
    r2.get(0).getData();
    var g3 = grid;
    var g4; g4 = grid;
    g4.getRows();
    var r4 = g4.getSelectedRows(), r5 = r4.get(0);
    r5.getData();
    getData();
    form.getData();
}
