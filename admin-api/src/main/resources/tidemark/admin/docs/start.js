"use strict";

// Tokens are not kept: whoever opens the page next would have them.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#contract",
  deepLinking: true,
  showExtensions: true,
  persistAuthorization: false,
  validatorUrl: null,
});
