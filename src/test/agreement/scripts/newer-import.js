var a =
    import("x");
