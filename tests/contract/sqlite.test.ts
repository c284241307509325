import { sqliteGround } from "./sqliteGround.ts";
import { storageContract } from "./storageContract.ts";

storageContract("SQLite", sqliteGround);
