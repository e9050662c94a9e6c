package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tidemark.admin.access.Right;

/** A server with a route that does not say who may use it does not start. */
final class RoutesTest {

    private static final Handler NOTHING = ctx -> {};

    @Test
    void a_route_without_a_right_is_refused() {
        assertThatThrownBy(() -> checked(routes -> routes.get("/x", NOTHING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Route GET /x must declare exactly one right, not []");
        assertThatThrownBy(() -> checked(routes -> routes.sse("/x", client -> {})))
                .hasMessageContaining("must declare exactly one right");
        assertThatThrownBy(() -> checked(routes -> routes.addHttpHandler(HandlerType.OPTIONS, "/x", NOTHING)))
                .hasMessageContaining("must declare exactly one right");
    }

    @Test
    void a_route_with_two_rights_or_a_role_of_another_kind_is_refused() {
        assertThatThrownBy(() -> checked(routes -> routes.get("/x", NOTHING, Right.ASK_GATE, Right.SEE_PUBLIC)))
                .hasMessageContaining("must declare exactly one right");
        assertThatThrownBy(() -> checked(routes -> routes.get("/x", NOTHING, new RouteRole() {})))
                .hasMessageContaining("must declare exactly one right");
    }

    @Test
    void a_right_about_an_entity_needs_one_in_the_path_and_the_other_way_round() {
        assertThatThrownBy(() -> checked(routes -> routes.get("/x/{id}", NOTHING, Right.READ_ROLES)))
                .hasMessage("Route GET /x/{id} does not name what right READ_ROLES is about");
        assertThatThrownBy(() -> checked(routes -> routes.get("/x/{entity}", NOTHING, Right.ASSIGN_ROLE)))
                .hasMessageContaining("does not name what right ASSIGN_ROLE is about");
        assertThatThrownBy(() -> checked(routes -> routes.get("/x/{entity}", NOTHING, Right.SEE_PUBLIC)))
                .hasMessageContaining("does not name what right SEE_PUBLIC is about");
    }

    @Test
    void a_websocket_is_refused() {
        assertThatThrownBy(() -> checked(routes -> routes.ws("/x", ws -> {}, Right.SEE_PUBLIC)))
                .hasMessage("WebSockets are not guarded");
    }

    @Test
    void routes_are_listed_with_their_rights() {
        List<Routes.Route> routes = checked(config -> new Routes(config)
                .read("/a/{entity}", Right.READ_ENTITY, NOTHING)
                .on(HandlerType.PUT, "/a/{entity}/u/{user}", Right.ASSIGN_ROLE, NOTHING));

        assertThat(routes)
                .containsExactlyInAnyOrder(
                        new Routes.Route(HandlerType.GET, "/a/{entity}", Right.READ_ENTITY),
                        new Routes.Route(HandlerType.HEAD, "/a/{entity}", Right.READ_ENTITY),
                        new Routes.Route(HandlerType.PUT, "/a/{entity}/u/{user}", Right.ASSIGN_ROLE));
    }

    private static List<Routes.Route> checked(Consumer<RoutesConfig> routes) {
        Javalin javalin = Javalin.create(config -> routes.accept(config.routes));
        return Routes.checked(javalin.unsafe.internalRouter);
    }
}
