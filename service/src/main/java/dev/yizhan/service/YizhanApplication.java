package dev.yizhan.service;

import dev.yizhan.geo.postgis.PostgisUnavailable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The server. Rooms are the packages beside this class.
@SpringBootApplication
public class YizhanApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(YizhanApplication.class);
        try {
            Database database = Database.find(args, System.getenv());
            application.setDefaultProperties(database.settings());
            SpringApplication.getShutdownHandlers().add(database::close);
        } catch (PostgisUnavailable | IllegalArgumentException e) {
            System.err.println("yizhan cannot start: " + e.getMessage());
            System.exit(1);
        }
        application.run(args);
    }
}
