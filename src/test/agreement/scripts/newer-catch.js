try { a(); }
catch { b(); }
