// A script that has nothing to do with forms may do with the document what it likes.
(function () {
    'use strict';
    document.getElementById("a").addEventListener("b", c);
    $("#a").on("click", d);
    el.onclick = f;
    alert("a");
})();
