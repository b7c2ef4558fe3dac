/// The tables as text: what a person adds to when a package is missing.
extension PackageTables {
  static let moduleLines = """
    Bio biopython
    Crypto pycryptodome pycrypto
    Cryptodome pycryptodomex
    Cython
    IPython ipython
    Levenshtein levenshtein python-levenshtein
    MySQLdb mysqlclient
    OpenSSL pyopenssl
    PIL pillow pillow-simd
    PyQt5 pyqt5 pyqt
    Xlib python-xlib
    absl absl-py
    accelerate
    airflow apache-airflow airflow
    alembic
    altair
    anndata
    aiohttp
    arch arch arch-py
    arrow
    astropy
    attr attrs
    azure.identity azure-identity
    azure.storage.blob azure-storage-blob
    babel
    bcrypt
    bokeh
    boto
    boto3
    botocore
    bs4 beautifulsoup4 bs4
    cachetools
    cairosvg
    cartopy
    catboost
    category_encoders
    cchardet
    certifi
    cffi
    chardet
    charset_normalizer
    chromadb
    click
    cloudpickle
    colorama
    comet_ml
    contextily
    cryptography
    cufflinks
    cupy cupy cupy-cuda11x cupy-cuda12x cupy-cuda110
    cv2 opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless opencv py-opencv libopencv
    cvxpy cvxpy cvxpy-base
    cx_Oracle cx-oracle
    dash
    dask dask dask-core
    databricks.sql databricks-sql-connector
    dataset
    datasets
    dateparser
    dateutil python-dateutil
    decouple python-decouple
    deepchecks
    dgl
    dill
    discord discord-py
    distributed
    django
    docker
    docopt
    docx python-docx
    dotenv python-dotenv
    duckdb duckdb python-duckdb
    dvc
    elasticsearch
    emoji
    empyrical
    en_core_web_sm
    evidently
    exchangelib
    faiss faiss-cpu faiss-gpu faiss
    fake_useragent
    faker
    fastai
    fastapi
    fastparquet
    fasttext
    feather feather-format
    feature_engine
    featuretools
    fiona
    fire
    flask
    flaml
    folium
    fpdf fpdf fpdf2
    fsspec
    fuzzywuzzy
    gcsfs
    gensim
    geoalchemy2
    geopandas geopandas geopandas-base
    geopy
    git gitpython
    github pygithub
    gitlab python-gitlab
    googleapiclient google-api-python-client
    google.auth google-auth
    google.cloud.aiplatform google-cloud-aiplatform
    google.cloud.bigquery google-cloud-bigquery
    google.cloud.pubsub google-cloud-pubsub
    google.cloud.storage google-cloud-storage
    google.protobuf protobuf
    google_auth_oauthlib
    graphviz graphviz python-graphviz
    great_expectations
    greenlet
    gspread
    gunicorn
    gym
    gymnasium
    h2o
    h3 h3 h3-py
    h5py
    haversine
    hdbscan
    holidays
    holoviews
    httplib2
    httpx
    huggingface_hub
    humanize
    hvplot
    hydra hydra-core
    hyperopt
    ibis ibis-framework
    igraph python-igraph igraph
    imageio
    imblearn imbalanced-learn
    implicit
    ipywidgets
    iso3166
    isort
    jax
    jinja2
    joblib
    jose python-jose
    jsonlines
    jsonpickle
    jsonschema
    jupytext
    jwt pyjwt
    k_means_constrained
    kafka kafka-python
    kaggle
    keras
    kneed
    kubernetes kubernetes python-kubernetes
    langchain
    langdetect
    lifelines
    lightfm
    lightgbm
    lightning
    lime
    llvmlite
    loguru
    lxml
    markdown
    matplotlib matplotlib matplotlib-base
    mecab mecab-python3
    minio
    missingno
    mlflow mlflow mlflow-skinny
    mlxtend
    mpl_toolkits matplotlib matplotlib-base
    mpi4py
    msgpack msgpack msgpack-python
    mysql mysql-connector-python mysql-connector
    natsort
    nbclient
    nbconvert
    nbformat
    neo4j
    neptune
    netCDF4 netcdf4
    networkx
    nibabel
    nltk
    notebook
    numba
    numexpr
    numpy numpy numpy-base
    nvtx
    odf odfpy
    omegaconf
    onnx
    onnxruntime onnxruntime onnxruntime-gpu
    openai
    openpyxl
    optuna
    orjson
    ortools
    osgeo gdal
    osmnx
    pandas
    pandas_datareader
    pandas_gbq
    pandas_profiling pandas-profiling ydata-profiling
    pandasql
    pandera
    panel
    papermill
    paramiko
    parso
    passlib
    patsy
    pendulum
    peewee
    pingouin
    pkg_resources setuptools
    plotly
    plotnine
    ploomber
    pmdarima
    pointblank
    polars polars polars-lts-cpu
    prefect
    prettytable
    prophet
    fbprophet
    psutil
    psycopg psycopg psycopg-binary
    psycopg2 psycopg2 psycopg2-binary
    pulp
    py7zr
    pyarrow pyarrow pyarrow-core
    pycaret
    pycountry
    pydantic
    pydot
    pydub
    pygments
    pyhive
    pymc
    pymc3
    pymongo
    pymssql
    pymysql
    pynndescent
    pyodbc
    pypdf
    PyPDF2 pypdf2
    pyproj
    pyspark
    pystan
    pytesseract
    pytest
    pythonjsonlogger python-json-logger
    pytorch_lightning
    pytz
    pywt pywavelets
    pyreadstat
    pyreadr
    qrcode
    rapidfuzz
    rasterio
    ray ray ray-core ray-default
    rdkit rdkit rdkit-pypi
    redis redis redis-py
    regex
    reportlab
    requests
    requests_oauthlib
    retrying
    rich
    rpy2
    ruamel.yaml ruamel-yaml
    s3fs
    sagemaker
    scanpy
    scipy
    scrapy
    seaborn seaborn seaborn-base
    selenium
    sentence_transformers
    sentencepiece
    serial pyserial
    shap
    shapely
    simplejson
    six
    skimage scikit-image
    sklearn scikit-learn sklearn scikit-learn-intelex
    skopt scikit-optimize
    sktime
    slack_sdk
    slugify python-slugify
    smart_open
    snowflake.connector snowflake-connector-python
    snowflake.snowpark snowflake-snowpark-python
    socks pysocks
    sortedcontainers
    soundfile pysoundfile soundfile
    soopervisor
    spacy
    sqlalchemy
    sqlparse
    sqlmodel
    statsforecast
    statsmodels
    streamlit
    stripe
    surprise scikit-surprise
    sympy
    tables tables pytables
    tabula tabula-py
    tabulate
    telegram python-telegram-bot
    tenacity
    tensorboard
    tensorflow tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos tensorflow-intel
    tensorflow_hub
    tensorflow_probability
    textblob
    tiktoken
    timm
    tokenizers
    toml
    tomli
    tomlkit
    toolz
    torch torch pytorch pytorch-cpu pytorch-gpu
    torchaudio torchaudio
    torchmetrics
    torchtext
    torchvision torchvision torchvision-cpu
    tornado
    tqdm
    transformers
    trimesh
    tweepy
    twilio
    typer
    ujson
    umap umap-learn
    unidecode
    urllib3
    usaddress
    uvicorn
    wandb
    websocket websocket-client
    websockets
    werkzeug
    wordcloud
    xarray
    xgboost xgboost py-xgboost xgboost-cpu py-xgboost-cpu py-xgboost-gpu
    xlrd
    xlsxwriter
    xlwt
    xmltodict
    yaml pyyaml
    yellowbrick
    yfinance
    zarr
    zmq pyzmq
    """

  /// A distribution to a line, and behind it what it brings along.
  static let companionLines = """
    accelerate numpy packaging psutil pyyaml torch huggingface-hub safetensors
    airflow apache-airflow
    altair jinja2 jsonschema numpy packaging toolz pandas
    anndata h5py numpy packaging pandas scipy
    apache-airflow alembic attrs click cryptography flask jinja2 jsonschema pendulum psutil python-dateutil requests rich sqlalchemy sqlparse tabulate tenacity werkzeug httpx python-slugify
    arch numpy scipy pandas statsmodels
    astropy numpy pyyaml packaging
    bokeh jinja2 numpy packaging pandas pillow pyyaml tornado contourpy xyzservices
    boto3 botocore jmespath s3transfer
    botocore jmespath python-dateutil urllib3 six
    bs4 beautifulsoup4
    beautifulsoup4 soupsieve
    catboost graphviz matplotlib numpy pandas plotly scipy six
    category-encoders numpy pandas patsy scikit-learn scipy statsmodels
    contextily geopy matplotlib mercantile pillow rasterio requests joblib xyzservices
    cvxpy numpy scipy osqp ecos scs
    cvxpy-base numpy scipy
    dash flask plotly werkzeug requests
    dask click cloudpickle fsspec packaging partd pyyaml toolz numpy pandas distributed bokeh jinja2
    dask-core click cloudpickle fsspec packaging partd pyyaml toolz
    dataset sqlalchemy alembic banal
    datasets dill fsspec huggingface-hub numpy packaging pandas pyarrow pyyaml requests tqdm aiohttp multiprocess xxhash
    dateparser python-dateutil pytz regex tzlocal
    deepchecks pandas scikit-learn numpy scipy matplotlib plotly tqdm ipython ipywidgets jsonpickle statsmodels category-encoders
    distributed click cloudpickle dask jinja2 msgpack packaging psutil pyyaml tornado toolz urllib3
    evidently numpy pandas plotly scikit-learn scipy statsmodels nltk pydantic pyyaml requests
    fastai torch torchvision matplotlib numpy pandas pillow pyyaml requests scikit-learn scipy spacy fastprogress
    fastapi pydantic starlette typing-extensions
    fastparquet cramjam fsspec numpy packaging pandas
    fbprophet prophet pystan numpy pandas matplotlib holidays tqdm python-dateutil
    feather-format pyarrow numpy pandas
    feature-engine numpy pandas scikit-learn scipy statsmodels
    featuretools cloudpickle holidays numpy packaging pandas psutil scipy tqdm
    flask click jinja2 werkzeug itsdangerous markupsafe
    flaml numpy lightgbm xgboost scipy pandas scikit-learn
    folium branca jinja2 numpy requests xyzservices
    gcsfs aiohttp fsspec google-auth google-auth-oauthlib google-cloud-storage requests
    gensim numpy scipy smart-open
    geopandas numpy pandas shapely pyproj fiona packaging pyogrio matplotlib folium
    geopandas-base numpy pandas shapely pyproj packaging
    gitpython gitdb smmap
    google-api-python-client google-auth httplib2 google-api-core uritemplate protobuf requests
    google-auth cachetools rsa pyasn1
    google-auth-oauthlib google-auth requests-oauthlib
    google-cloud-aiplatform google-cloud-bigquery google-cloud-storage google-auth protobuf pydantic shapely
    google-cloud-bigquery google-auth google-cloud-core packaging python-dateutil requests protobuf pyarrow
    google-cloud-pubsub google-auth protobuf grpcio
    google-cloud-storage google-auth google-cloud-core requests protobuf
    great-expectations altair click cryptography ipython jinja2 jsonschema marshmallow nbformat notebook numpy packaging pandas pydantic python-dateutil pytz requests ruamel-yaml scipy tqdm urllib3 ipywidgets
    gspread google-auth google-auth-oauthlib
    gym numpy cloudpickle
    gymnasium numpy cloudpickle
    h2o requests tabulate
    h5py numpy
    hdbscan numpy scikit-learn scipy joblib
    holidays python-dateutil
    holoviews panel numpy pandas bokeh param packaging colorcet
    httpx certifi anyio httpcore idna
    huggingface-hub filelock fsspec packaging pyyaml requests tqdm typing-extensions
    hvplot bokeh holoviews pandas numpy panel
    hydra-core omegaconf packaging
    hyperopt numpy scipy networkx tqdm cloudpickle six
    ibis-framework pandas numpy pyarrow rich sqlalchemy toolz python-dateutil pytz
    imageio numpy pillow
    imbalanced-learn numpy scipy scikit-learn joblib threadpoolctl
    implicit numpy scipy tqdm
    ipykernel ipython jupyter-client jupyter-core tornado pyzmq psutil packaging nest-asyncio traitlets matplotlib-inline comm debugpy
    ipython decorator jedi parso pexpect pygments prompt-toolkit traitlets stack-data matplotlib-inline backcall pickleshare
    ipywidgets ipython traitlets widgetsnbextension jupyterlab-widgets comm ipykernel
    jax jaxlib numpy scipy opt-einsum ml-dtypes
    jupyter notebook ipykernel ipywidgets nbconvert jupyterlab jupyter-console qtconsole
    jupyterlab notebook ipykernel jinja2 tornado nbconvert nbformat jupyter-server jupyter-core requests jsonschema httpx packaging
    jupyter-client python-dateutil pyzmq tornado traitlets jupyter-core
    jupyter-console ipykernel ipython pygments
    jupytext nbformat pyyaml toml markdown-it-py mdit-py-plugins packaging
    kaggle requests tqdm python-slugify python-dateutil six urllib3 certifi
    keras numpy h5py rich absl-py
    kneed numpy scipy matplotlib
    kubernetes pyyaml requests google-auth python-dateutil six urllib3 websocket-client certifi
    langchain pydantic pyyaml requests sqlalchemy tenacity numpy aiohttp langchain-core
    lifelines numpy scipy pandas matplotlib autograd
    lightfm numpy scipy scikit-learn requests
    lightgbm numpy scipy scikit-learn
    lightning torch torchmetrics pytorch-lightning numpy pyyaml tqdm fsspec
    lime matplotlib numpy scipy tqdm scikit-learn scikit-image
    matplotlib numpy pillow python-dateutil pyparsing packaging cycler kiwisolver fonttools contourpy
    matplotlib-base numpy pillow python-dateutil pyparsing packaging cycler kiwisolver
    missingno numpy matplotlib scipy seaborn
    mlflow alembic click cloudpickle docker flask gitpython gunicorn jinja2 markdown matplotlib numpy packaging pandas protobuf pyarrow pyyaml requests scikit-learn scipy sqlalchemy sqlparse pytz entrypoints databricks-cli querystring-parser
    mlflow-skinny click cloudpickle gitpython packaging protobuf pyyaml requests pytz sqlparse
    mlxtend scipy numpy pandas scikit-learn matplotlib joblib
    nbclient jupyter-client nbformat traitlets jupyter-core
    nbconvert jinja2 nbformat nbclient pygments traitlets beautifulsoup4 bleach mistune packaging defusedxml markupsafe jupyter-core
    nbformat jsonschema jupyter-core traitlets fastjsonschema
    nibabel numpy packaging
    nltk click joblib regex tqdm
    notebook jupyterlab jupyter-server tornado nbconvert nbformat ipykernel jinja2 pyzmq traitlets ipython
    numba llvmlite numpy
    numexpr numpy
    omegaconf pyyaml
    onnx numpy protobuf
    onnxruntime numpy protobuf packaging sympy
    openai requests tqdm aiohttp httpx pydantic
    openpyxl et-xmlfile
    optuna alembic numpy packaging sqlalchemy tqdm pyyaml scipy colorlog cliff cmaes
    ortools absl-py protobuf numpy pandas
    osmnx geopandas networkx numpy pandas requests shapely matplotlib pyproj
    pandas numpy python-dateutil pytz tzdata six
    pandas-datareader lxml pandas requests
    pandas-gbq pandas numpy google-auth google-auth-oauthlib google-cloud-bigquery pydata-google-auth pyarrow
    pandas-profiling ydata-profiling joblib scipy pandas matplotlib pydantic pyyaml jinja2 numpy missingno tqdm requests seaborn phik statsmodels visions htmlmin ipywidgets networkx tangled-up-in-unicode
    pandasql numpy pandas sqlalchemy
    pandera numpy pandas pydantic packaging typing-inspect wrapt
    panel bokeh param markdown requests tqdm pandas bleach
    papermill click pyyaml nbformat nbclient tqdm requests entrypoints tenacity ansicolors aiohttp
    paramiko bcrypt cryptography pynacl
    patsy numpy six
    pendulum python-dateutil tzdata
    pingouin numpy scipy pandas matplotlib seaborn statsmodels scikit-learn tabulate
    plotly tenacity packaging six
    plotnine matplotlib numpy pandas scipy statsmodels patsy mizani
    ploomber pyyaml networkx jinja2 tabulate humanize tqdm sqlparse autopep8 parso mistune pyflakes click papermill ipykernel ipython jupytext nbconvert nbformat jupyter-client ipdb requests pydantic posthog sqlalchemy pygments cloudpickle psutil jupyterlab notebook black ploomber-core ploomber-scaffold ploomber-engine matplotlib traitlets
    ploomber-engine ipykernel nbclient nbformat papermill parso tqdm typing-extensions matplotlib psutil tabulate ploomber-core
    ploomber-core pyyaml posthog
    pmdarima joblib cython numpy pandas scikit-learn scipy statsmodels urllib3
    prefect click cloudpickle httpx jinja2 jsonschema kubernetes pendulum pydantic pyyaml rich sqlalchemy typer
    prophet cmdstanpy numpy matplotlib pandas holidays tqdm importlib-resources lunarcalendar python-dateutil
    py-xgboost xgboost
    pyarrow numpy
    pycaret ipython ipywidgets tqdm numpy jinja2 scipy joblib pandas markupsafe imbalanced-learn scikit-learn category-encoders lightgbm numba requests psutil nbformat cloudpickle deprecation matplotlib scikit-plot yellowbrick plotly kaleido statsmodels sktime pmdarima tbats
    pydantic typing-extensions annotated-types
    pydot pyparsing
    pygithub requests pyjwt pynacl python-dateutil
    pymc arviz cachetools cloudpickle numpy pandas scipy pytensor xarray matplotlib
    pymc3 arviz cachetools dill numpy pandas patsy scipy theano-pymc xarray matplotlib
    pynndescent scikit-learn scipy numba joblib numpy
    pyreadstat pandas numpy
    pyreadr pandas numpy
    pyspark py4j
    pytables tables
    pytest iniconfig packaging pluggy attrs
    python-telegram-bot httpx tornado cachetools
    pytorch torch
    pytorch-cpu torch
    pytorch-gpu torch
    pytorch-lightning torch torchmetrics numpy pyyaml tqdm fsspec packaging tensorboard
    rasterio numpy attrs click affine certifi cligj snuggs
    ray click jsonschema msgpack numpy packaging protobuf pyyaml requests aiohttp
    requests urllib3 certifi idna charset-normalizer chardet
    requests-oauthlib requests oauthlib
    rich pygments markdown-it-py
    s3fs aiobotocore botocore fsspec aiohttp
    sagemaker boto3 numpy pandas protobuf packaging attrs cloudpickle jsonschema psutil pyyaml requests tqdm
    scanpy anndata numpy matplotlib pandas scipy seaborn h5py tqdm scikit-learn statsmodels patsy networkx natsort joblib numba umap-learn pynndescent
    scikit-image numpy scipy networkx pillow imageio tifffile packaging pywavelets
    scikit-learn numpy scipy joblib threadpoolctl
    scikit-learn-intelex scikit-learn numpy scipy
    scikit-optimize joblib numpy scipy scikit-learn pyaml
    scikit-surprise joblib numpy scipy
    scipy numpy
    scrapy lxml parsel twisted cryptography pyopenssl
    seaborn numpy pandas matplotlib scipy
    seaborn-base numpy pandas matplotlib-base scipy
    selenium urllib3 certifi trio
    sentence-transformers transformers tqdm numpy scikit-learn scipy nltk torch torchvision huggingface-hub pillow sentencepiece
    shap numpy scipy scikit-learn pandas tqdm packaging slicer numba cloudpickle
    shapely numpy
    sklearn scikit-learn
    sktime numpy pandas scikit-learn scipy numba statsmodels deprecated packaging
    snowflake-connector-python requests pyjwt pyopenssl cryptography cffi pytz certifi idna urllib3 packaging
    snowflake-snowpark-python snowflake-connector-python cloudpickle pyyaml
    soopervisor ploomber click pyyaml jinja2 boto3 pydantic
    spacy numpy requests tqdm pydantic jinja2 typer packaging thinc srsly wasabi catalogue smart-open setuptools
    sqlalchemy greenlet typing-extensions
    sqlmodel sqlalchemy pydantic
    statsforecast numba numpy pandas scipy statsmodels tqdm plotly
    statsmodels numpy scipy pandas patsy packaging
    streamlit altair cachetools click numpy packaging pandas pillow protobuf pyarrow requests rich tenacity toml tornado gitpython pydeck python-dateutil
    sympy mpmath
    tables numpy numexpr packaging py-cpuinfo
    tabula-py pandas numpy distro
    tensorboard absl-py grpcio markdown numpy protobuf werkzeug requests google-auth google-auth-oauthlib setuptools six
    tensorflow absl-py keras numpy h5py protobuf tensorboard requests six wrapt typing-extensions packaging setuptools
    tensorflow-cpu tensorflow
    tensorflow-gpu tensorflow
    tensorflow-intel tensorflow
    tensorflow-macos tensorflow
    tensorflow-hub numpy protobuf
    tensorflow-probability numpy six cloudpickle
    textblob nltk
    tiktoken regex requests
    timm torch torchvision pyyaml huggingface-hub safetensors
    torch typing-extensions sympy networkx jinja2 fsspec filelock numpy
    torchmetrics numpy torch packaging
    torchtext torch numpy requests tqdm
    torchvision torch numpy pillow requests
    transformers numpy huggingface-hub packaging pyyaml regex requests tokenizers tqdm safetensors filelock
    tweepy requests oauthlib requests-oauthlib
    typer click rich
    umap-learn numpy scipy scikit-learn numba pynndescent tqdm
    uvicorn click h11
    wandb click gitpython requests psutil sentry-sdk pyyaml protobuf setproctitle docker-pycreds
    wordcloud numpy pillow matplotlib
    xarray numpy pandas packaging
    xgboost numpy scipy
    ydata-profiling scipy pandas matplotlib pydantic pyyaml jinja2 visions numpy phik requests tqdm seaborn statsmodels typeguard imagehash wordcloud numba missingno ipywidgets
    yellowbrick matplotlib scipy scikit-learn numpy cycler
    yfinance pandas numpy requests lxml appdirs pytz beautifulsoup4 html5lib peewee
    zarr numpy numcodecs fasteners
    """

  /// Distributions that bring nothing which is imported.
  static let leafWords = """
    argo autoflake black blas bumpversion bzip2 ca-certificates cmake codecov compilers conda coverage
    cudatoolkit cudnn cxx-compiler cycler cython fastcluster ffmpeg flake8 flit gcc gdal git git-lfs glib gxx
    hdf5 icu ipykernel jupyter-nbextensions-configurator kiwisolver libffi libgcc-ng libpng libstdcxx-ng
    libxml2 make mamba mkdocs mkl mypy ncurses ninja nodejs nox nose openblas openjdk openssl pandoc pip
    pip-tools pipreqs pkginfo poetry postgresql pre-commit pycodestyle pydocstyle pyflakes pylint pyright
    pytest-cov pytest-xdist pytest-mock python python-abi readline ruff setuptools setuptools-scm sphinx
    sqlite tk tox twine tzdata versioneer virtualenv wget wheel xz yapf yarn zlib zeromq pyyaml-include
    nbdime nbstripout nbqa nb-conda-kernels jupyter-contrib-nbextensions jupyterlab-git jupyter-black
    jupyterlab-widgets et-xmlfile importlib-metadata importlib-resources typing-extensions xlsx2csv
    """
}
