// The behaviour of the trip form.
var ContosoTrips = (function () {
  "use strict";

  const SUBMITTED = 715000001;

  return {
    /** A trip cannot end before it starts. */
    onLoad(context) {
      const form = context.getFormContext();
      form.getAttribute("ctr_endson").addOnChange(() => {
        const starts = form.getAttribute("ctr_startson").getValue();
        const ends = form.getAttribute("ctr_endson").getValue();
        const control = form.getControl("ctr_endson");
        if (starts && ends && ends < starts) {
          control.setNotification("The last day of a trip cannot be before its first.", "ctr_dates");
        } else {
          control.clearNotification("ctr_dates");
        }
      });
    },

    submit(form) {
      form.getAttribute("ctr_status").setValue(SUBMITTED);
      return form.data.save();
    },
  };
})();