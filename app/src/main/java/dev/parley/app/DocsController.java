package dev.parley.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.openapi.OpenApiDocuments;
import dev.parley.core.spi.ApiFamily;
import dev.parley.core.spi.Extensions;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The OpenAPI documents and the page that shows them. They need no key, and the page needs no internet. */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class DocsController {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Parley</title>
            <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
            <link rel="icon" href="/docs/assets/favicon-32x32.png">
            </head>
            <body>
            <div id="docs"></div>
            <script src="/docs/assets/swagger-ui-bundle.js"></script>
            <script src="/docs/assets/swagger-ui-standalone-preset.js"></script>
            <script>
            SwaggerUIBundle({
              urls: %s,
              dom_id: '#docs',
              deepLinking: true,
              validatorUrl: null,
              presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
              layout: 'StandaloneLayout'
            });
            </script>
            </body>
            </html>
            """;

    private final Extensions extensions;
    private final OpenApiDocuments documents;

    DocsController(Extensions extensions, OpenApiDocuments documents) {
        this.extensions = extensions;
        this.documents = documents;
    }

    @Get("/")
    HttpResponse<?> home() {
        return HttpResponse.redirect(URI.create("/docs"));
    }

    @Get("/docs")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        StringBuilder urls = new StringBuilder("[");
        for (ApiFamily family : extensions.families()) {
            urls.append(urls.length() == 1 ? "" : ", ")
                    .append("{url: '/openapi/")
                    .append(family.id())
                    .append(".json', name: '")
                    .append(family.title().replace("'", ""))
                    .append("'}");
        }
        return HttpResponse.ok(PAGE.formatted(urls.append(']')));
    }

    @Get("/openapi/{family}.json")
    HttpResponse<?> document(String family) {
        if (extensions.family(family).isEmpty()) {
            return HttpResponse.notFound();
        }
        JsonNode document = documents.document(family);
        return HttpResponse.ok(document.toString().getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
