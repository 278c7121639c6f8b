package dev.yizhan.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The server. Rooms are the packages beside this class.
@SpringBootApplication
public class YizhanApplication {

    public static void main(String[] args) {
        SpringApplication.run(YizhanApplication.class, args);
    }
}
