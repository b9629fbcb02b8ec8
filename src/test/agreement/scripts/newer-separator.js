var a =
    0xFF_FF;
