package dev.yizhan.service;

import dev.yizhan.geo.postgis.PostgisUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The server. Rooms are the packages beside this class.
@SpringBootApplication
public class YizhanApplication {

    private static final Logger LOG = LoggerFactory.getLogger(YizhanApplication.class);

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(YizhanApplication.class);
        Database database;
        try {
            database = Database.find(args, System.getenv());
            application.setDefaultProperties(database.settings());
            SpringApplication.getShutdownHandlers().add(database::close);
        } catch (PostgisUnavailable | IllegalArgumentException e) {
            System.err.println("yizhan cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        ConfigurableApplicationContext context = application.run(args);
        LOG.info(
                "ready: http://{}:{}/docs",
                context.getEnvironment().getProperty("server.address"),
                context.getEnvironment().getProperty("local.server.port"));
        database.completeInBackground(System.getenv());
    }
}
