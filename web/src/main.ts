import { mount } from "svelte";
import App from "./App.svelte";
import { followAddresses } from "./address/router.svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/marks.css";

followAddresses();
mount(App, { target: document.body });
