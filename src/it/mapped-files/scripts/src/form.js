var ContosoTrips = { greet: function () { return "${greeting}"; } };
