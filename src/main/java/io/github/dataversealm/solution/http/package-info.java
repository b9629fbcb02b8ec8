/** HTTP as every part of the plugin uses it: connections, redirects, trust, proxies and the trace. */
package io.github.dataversealm.solution.http;
